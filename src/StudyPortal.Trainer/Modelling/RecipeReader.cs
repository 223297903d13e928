using System.Text.Json;
using System.Text.Json.Serialization;
using StudyPortal.Core.Models;
using StudyPortal.Learning.Training;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Reads a training recipe strictly: a field that it does not know is an error, not a wish that nobody hears.</summary>
internal static class RecipeReader
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
        RespectNullableAnnotations = true,
    };

    /// <summary>Whether a model was trained here to give each image exactly one of its labels; its logits are then those of a softmax.</summary>
    public static bool HasExclusiveLabels(Model model) => model.Origin == ModelOrigin.Trained && Read(model.RecipeJson).ExclusiveLabels;

    /// <summary>Whether a model was trained here on shuffled labels.</summary>
    public static bool HasShuffledLabels(Model model) => model.Origin == ModelOrigin.Trained && Read(model.RecipeJson).ShuffledLabels;

    /// <exception cref="FormatException">Not JSON, a field of no meaning or of the wrong type, or a number out of its range; names it.</exception>
    public static TrainingRecipe Read(string json)
    {
        try
        {
            var recipe = JsonSerializer.Deserialize<TrainingRecipe>(json, Strict) ?? throw new FormatException("The recipe is empty.");
            recipe.Validate();
            return recipe;
        }
        catch (JsonException error)
        {
            throw new FormatException($"The recipe cannot be read at {error.Path ?? "its start"}: {error.Message}", error);
        }
        catch (ArgumentException error)
        {
            throw new FormatException(error.Message, error);
        }
    }
}
