using StudyPortal.Core.Models;
using StudyPortal.Core.Saliency;
using StudyPortal.Web.Features.Models;

namespace StudyPortal.Web.Features.Saliency;

/// <summary>A model's batch norm as a column of the gallery.</summary>
public sealed record ModelChoice(ModelBranch Branch, string Name)
{
    /// <summary>One column for a model with one batch norm, two for one with two.</summary>
    public static IEnumerable<ModelChoice> Of(ModelRow model) => model.Variant == ModelVariant.DualBn
        ? Enum.GetValues<NormBranch>().Select(branch => new ModelChoice(new ModelBranch(model.Id, branch), $"{model.Name}, {ModelWords.Text(branch)}"))
        : [new ModelChoice(new ModelBranch(model.Id, NormBranch.Clean), model.Name)];
}
