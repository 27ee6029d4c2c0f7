using Microsoft.CodeAnalysis;

namespace MemberGrains.GenuineOrleans.Tests.Slice;

/// <summary>Symbols as text that is equal exactly when a caller can not tell them apart. Nullable annotations are left out.</summary>
internal static class Signatures
{
    private static readonly SymbolDisplayFormat Names = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    private static readonly SymbolDisplayFormat Declarations = Names
        .AddGenericsOptions(SymbolDisplayGenericsOptions.IncludeTypeConstraints | SymbolDisplayGenericsOptions.IncludeVariance);

    private static readonly SymbolDisplayFormat Members = Declarations
        .AddMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeParameters
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue | SymbolDisplayMemberOptions.IncludeAccessibility)
        .AddParameterOptions(SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeParamsRefOut | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeExtensionThis);

    /// <summary><c>Orleans.Runtime.IPersistentState&lt;TState&gt;</c></summary>
    public static string Name(ITypeSymbol type) => type.ToDisplayString(Names);

    /// <summary>The name with variance and constraints of its type parameters.</summary>
    public static string Declaration(INamedTypeSymbol type) => type.ToDisplayString(Declarations);

    /// <summary>Accessibility, type, name, parameters with names and defaults, constraints; static members say so.</summary>
    public static string Member(ISymbol member) => (member.IsStatic ? "static " : "") + member.ToDisplayString(Members);

    /// <summary>The name by which metadata finds the type, e.g. <c>Orleans.Outer+Inner`1</c>.</summary>
    public static string MetadataName(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? $"{MetadataName(outer)}+{type.MetadataName}"
        : $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}";
}
