using System.Text.Json;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Models;

namespace StudyPortal.Web.Features.Api;

/// <summary>A model with its provenance, training curves and evaluations.</summary>
/// <param name="Width">Planes of the first stage.</param>
/// <param name="InputSize">Side of the square input in pixels.</param>
/// <param name="Labels">One per logit, in order.</param>
/// <param name="Weights">SHA-256 of the weight file: the model's identity.</param>
/// <param name="DatasetId">What it was trained on; null when imported.</param>
/// <param name="Recipe">As run; empty when imported.</param>
/// <param name="Metrics">What training measured.</param>
/// <param name="Curves">What training measured over time, by series.</param>
/// <param name="Evaluations">Newest last; areas by DeLong.</param>
internal sealed record ModelDocument(
    Guid Id, string Name, ModelVariant Variant, string Architecture, int Width, int InputChannels, int InputSize, IReadOnlyList<string> Labels, string Weights,
    ModelOrigin Origin, Guid? DatasetId, string? Dataset, bool IsSynthetic, Guid? JobId, JsonElement Recipe, JsonElement Metrics,
    string SoftwareVersion, DateTime CreatedUtc, string CreatedBy, IReadOnlyList<JobCurve> Curves, IReadOnlyList<EvaluationScores> Evaluations)
{
    public static ModelDocument Of(ModelDetails details)
    {
        var model = details.Model;
        return new ModelDocument(
            model.Id.Value, model.Name, model.Variant, model.Architecture, model.Width, model.InputChannels, model.InputSize, model.Labels, model.Weights.Value,
            model.Origin, model.DatasetId?.Value, details.Dataset, details.IsSynthetic, model.JobId?.Value, Json(model.RecipeJson), Json(model.MetricsJson),
            model.SoftwareVersion, model.CreatedUtc, model.CreatedBy, details.Curves, details.Evaluations);
    }

    private static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
