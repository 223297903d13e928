using System.Text.Json;
using StudyPortal.Learning.Training;

namespace StudyPortal.MethodBenchmark;

/// <summary>The published recipes of the three variants, those of models/recipes.</summary>
internal static class Recipes
{
    private static readonly string[] Variants = ["standard", "adversarial", "dual-bn"];

    /// <param name="family">What the names of the files begin with.</param>
    /// <param name="options">Epochs, 0 for those of the recipe, else its milestones move in proportion; what computes in bfloat16.</param>
    public static IReadOnlyList<TrainingRecipe> Of(string family, Options options) => [.. Variants.Select(variant =>
        Shortened(Read($"{family}-{variant}"), options.Epochs) with
        {
            AttackInBFloat16 = options.BFloat16 != "none",
            TrainInBFloat16 = options.BFloat16 == "all",
        })];

    private static TrainingRecipe Read(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "recipes", $"{name}.json");
        return JsonSerializer.Deserialize<Entry>(File.ReadAllText(path), JsonSerializerOptions.Web)?.Recipe
            ?? throw new InvalidDataException($"{path} holds no recipe.");
    }

    private static TrainingRecipe Shortened(TrainingRecipe recipe, int epochs) => epochs == 0 ? recipe : recipe with
    {
        Epochs = epochs,
        Milestones = [.. recipe.Milestones.Select(milestone => Math.Max(1, milestone * epochs / recipe.Epochs)).Distinct()],
    };

    private sealed record Entry(TrainingRecipe Recipe);
}
