using System.Text.Json;
using System.Text.Json.Nodes;

namespace StudyPortal.Core.Models;

/// <summary>A training recipe as people pick it. What the recipe itself may hold is the trainer's business; here it is a JSON object.</summary>
/// <param name="Name">The file's name without extension; how the command line names it.</param>
/// <param name="Title">A few words.</param>
/// <param name="Description">One line: what it is for.</param>
/// <param name="Recipe">The recipe, JSON.</param>
public sealed record RecipeDocument(string Name, string Title, string Description, string Recipe)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public ModelVariant Variant => Text(Parsed(), "variant") switch
    {
        "adversarial" => ModelVariant.Adversarial,
        "dual-bn" => ModelVariant.DualBn,
        _ => ModelVariant.Standard,
    };

    /// <summary>It trains a control that can learn no finding.</summary>
    public bool HasShuffledLabels => Parsed()["shuffledLabels"]?.GetValueKind() == JsonValueKind.True;

    /// <summary>resnet18 where the recipe does not say.</summary>
    public string Architecture => Text(Parsed(), "architecture") ?? "resnet18";

    public RecipeNumbers Numbers
    {
        get
        {
            var recipe = Parsed();
            var attack = recipe["attack"] as JsonObject;
            return new RecipeNumbers(
                Whole(recipe, "epochs"), Whole(recipe, "width"), Whole(recipe, "batchSize"), Whole(recipe, "seed"),
                (double?)attack?["epsilon"], Whole(attack, "steps"));
        }
    }

    /// <exception cref="FormatException">Not a document of title, description and recipe; the message says what is missing.</exception>
    public static RecipeDocument Parse(string name, string json)
    {
        try
        {
            var document = JsonNode.Parse(json)?.AsObject() ?? throw new FormatException($"The recipe {name} is empty.");
            var recipe = document["recipe"] as JsonObject ?? throw new FormatException($"The recipe {name} has no object 'recipe'.");
            return new RecipeDocument(name, Required(document, name, "title"), Required(document, name, "description"), recipe.ToJsonString(Readable));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The recipe {name} is not a JSON object with title, description and recipe: {error.Message}", error);
        }
    }

    /// <summary>The recipe with other numbers; the attack's step length keeps its ratio to epsilon.</summary>
    public RecipeDocument With(RecipeNumbers numbers)
    {
        var recipe = Parsed();
        Replace(recipe, "epochs", numbers.Epochs);
        Replace(recipe, "width", numbers.Width);
        Replace(recipe, "batchSize", numbers.BatchSize);
        Replace(recipe, "seed", numbers.Seed);
        if (recipe["attack"] is JsonObject attack) Strengthen(attack, numbers);
        return this with { Recipe = recipe.ToJsonString(Readable) };
    }

    private JsonObject Parsed() => JsonNode.Parse(Recipe)!.AsObject();

    private static string Required(JsonObject document, string name, string field) =>
        Text(document, field) ?? throw new FormatException($"The recipe {name} has no text '{field}'.");

    private static string? Text(JsonObject json, string field) => (string?)json[field];

    private static int? Whole(JsonObject? json, string field) => (int?)json?[field];

    private static void Strengthen(JsonObject attack, RecipeNumbers numbers)
    {
        if (numbers.Epsilon is { } epsilon && (double?)attack["epsilon"] is > 0 and { } before && (double?)attack["alpha"] is { } alpha)
            attack["alpha"] = Math.Round(alpha / before * epsilon, 12);
        Replace(attack, "epsilon", numbers.Epsilon);
        Replace(attack, "steps", numbers.Steps);
    }

    private static void Replace(JsonObject recipe, string field, JsonNode? value)
    {
        if (value is not null) recipe[field] = value;
    }
}
