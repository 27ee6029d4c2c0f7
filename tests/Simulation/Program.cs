return new MemberGrains.Simulation.Cli.SimulationRun(Console.Out, TimeProvider.System).Run(args);
