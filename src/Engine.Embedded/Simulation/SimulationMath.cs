namespace MemberGrains.Engine.Embedded.Simulation;

/// <summary>Math.Log calls the C library of the machine, whose last bit differs between machines. This one is additions and multiplications only.</summary>
internal static class SimulationMath
{
    private const double Log2 = 0.6931471805599453;

    public static double Log(double x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(x);
        var exponent = 0;
        while (x < 0.75)
        {
            x *= 2;
            exponent--;
        }

        while (x > 1.5)
        {
            x /= 2;
            exponent++;
        }

        // log x = 2 artanh((x - 1) / (x + 1)), as its series.
        var z = (x - 1) / (x + 1);
        var square = z * z;
        var term = z;
        var sum = 0.0;
        for (var i = 1; i < 40; i += 2)
        {
            sum += term / i;
            term *= square;
        }

        return (exponent * Log2) + (2 * sum);
    }
}
