using System.Text.Json.Nodes;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Core.Models;

/// <summary>Writes into a recipe what the data set decides where the recipe is silent, so that the model's recipe tells all that was done.</summary>
internal static class LabelDefaults
{
    private const string Field = "uncertain";

    public static string Complete(string recipeJson, UncertainPolicy policy)
    {
        if (JsonNode.Parse(recipeJson) is not JsonObject recipe || recipe.ContainsKey(Field)) return recipeJson;
        recipe[Field] = policy.ToString().ToLowerInvariant();
        return recipe.ToJsonString();
    }
}
