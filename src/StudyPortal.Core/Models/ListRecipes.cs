using System.Reflection;

namespace StudyPortal.Core.Models;

/// <summary>The recipes of <c>models/recipes</c>, which the build carries along.</summary>
public sealed class ListRecipes
{
    private const string Prefix = "recipes/";
    private static readonly Assembly Carrier = typeof(ListRecipes).Assembly;

    private readonly Lazy<IReadOnlyList<RecipeDocument>> _recipes = new(ReadAll);

    public IReadOnlyList<RecipeDocument> Execute() => _recipes.Value;

    private static IReadOnlyList<RecipeDocument> ReadAll() =>
    [
        .. Carrier.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(resource => RecipeDocument.Parse(resource[Prefix.Length..], Read(resource))),
    ];

    private static string Read(string resource)
    {
        using var stream = Carrier.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
