using System.CommandLine;
using System.Text.Json.Nodes;
using StudyPortal.Core.Models;

namespace StudyPortal.Trainer.Verbs;

/// <summary>A recipe by name or file, and the fields of it that the command line changes.</summary>
internal sealed class RecipeOptions
{
    private readonly Option<string?> _recipe = new("--recipe") { Description = "Name of a recipe of models/recipes, or a JSON file like them." };
    private readonly Option<string?> _variant = new("--variant") { Description = "standard, adversarial or dual-bn." };
    private readonly Option<string?> _architecture = new("--arch") { Description = "resnet18, 34, 50, 101 or 152." };
    private readonly Option<string?> _bfloat16 = new("--bfloat16") { Description = "What computes in bfloat16: none, attack, or all (the training passes, too). Weights stay float32." };
    private readonly Option<int?> _epochs = new("--epochs"), _width = new("--width"), _batch = new("--batch"), _seed = new("--seed"), _steps = new("--steps"), _size = new("--input-size");
    private readonly Option<bool> _shuffled = new("--shuffle-labels") { Description = "Train a control on labels dealt out at random, for the randomised-labels check of maps." };
    private readonly Option<double?> _epsilon = new("--epsilon"), _rate = new("--learning-rate");

    public void AddTo(Command verb)
    {
        _variant.AcceptOnlyFromAmong(VariantNames.Variants);
        _bfloat16.AcceptOnlyFromAmong("none", "attack", "all");
        foreach (var option in (Option[])[_recipe, _shuffled, _bfloat16, _variant, _architecture, _epochs, _width, _batch, _seed, _epsilon, _steps, _size, _rate])
            verb.Add(option);
    }

    /// <summary>Without <c>--recipe</c>, the small recipe of the variant.</summary>
    public RecipeDocument Read(ParseResult parsed)
    {
        var variant = parsed.GetValue(_variant);
        var chosen = Find(parsed.GetValue(_recipe) ?? $"small-cxr-{variant ?? VariantNames.Variants[0]}");
        var numbered = chosen.With(new RecipeNumbers(
            parsed.GetValue(_epochs), parsed.GetValue(_width), parsed.GetValue(_batch), parsed.GetValue(_seed), parsed.GetValue(_epsilon), parsed.GetValue(_steps)));
        var recipe = JsonNode.Parse(numbered.Recipe)!.AsObject();
        Replace(recipe, "variant", variant);
        Replace(recipe, "architecture", parsed.GetValue(_architecture));
        Replace(recipe, "inputSize", parsed.GetValue(_size));
        Replace(recipe, "learningRate", parsed.GetValue(_rate));
        if (parsed.GetValue(_shuffled)) Replace(recipe, "shuffledLabels", true);
        var bfloat16 = parsed.GetValue(_bfloat16);
        Replace(recipe, "attackInBFloat16", bfloat16 is null ? null : bfloat16 != "none");
        Replace(recipe, "trainInBFloat16", bfloat16 is null ? null : bfloat16 == "all");
        return numbered with { Recipe = recipe.ToJsonString() };
    }

    private static RecipeDocument Find(string name)
    {
        if (new ListRecipes().Execute().FirstOrDefault(recipe => recipe.Name == name) is { } known) return known;
        if (File.Exists(name)) return RecipeDocument.Parse(Path.GetFileNameWithoutExtension(name), File.ReadAllText(name));
        throw new VerbException($"There is no recipe '{name}': expected a file or one of {string.Join(", ", new ListRecipes().Execute().Select(recipe => recipe.Name))}.");
    }

    private static void Replace(JsonObject recipe, string field, JsonNode? value)
    {
        if (value is not null) recipe[field] = value;
    }
}
