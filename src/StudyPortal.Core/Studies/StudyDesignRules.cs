using StudyPortal.Core.Models;

namespace StudyPortal.Core.Studies;

/// <summary>What a design must hold before a study is made of it.</summary>
internal static class StudyDesignRules
{
    public static IEnumerable<string> Problems(StudyDesign design)
    {
        if (string.IsNullOrWhiteSpace(design.Name)) yield return "The study has no name.";
        if (string.IsNullOrWhiteSpace(design.Method)) yield return "No explanation method is chosen.";
        if (design.Arms.Count == 0) yield return "No model is chosen; choose at least one.";
        if (design.Arms.Distinct().Count() < design.Arms.Count) yield return "The same model and branch is chosen twice.";
        if (!design.Sampling.Strata.Any(s => s.Count > 0)) yield return "The sample is empty; ask for cases of at least one label.";
        if (design.Sampling.Strata.Any(s => s.Count < 0)) yield return "A stratum cannot have fewer than 0 cases.";
        if (design.Sampling.Strata.DistinctBy(s => s.Label).Count() < design.Sampling.Strata.Count) yield return "A label has two strata; give it one.";
        if (string.IsNullOrWhiteSpace(design.Question.Prompt)) yield return "The question has no text.";
        if (design.Question.Anchors.Count != 6 || design.Question.Anchors.Any(string.IsNullOrWhiteSpace)) yield return "Each of the scores 0 to 5 needs a text.";
        if (design.Order.MinimumDistance < 1) yield return "Maps of one case are at least 1 place apart.";
        if (design.Order.Repeats < 0) yield return "The number of repeats cannot be below 0.";
        foreach (var problem in design.Settings.Problems()) yield return problem;
    }

    public static IEnumerable<string> Problems(StudyDesign design, IReadOnlyList<Model> models)
    {
        foreach (var arm in design.Arms)
        {
            if (models.SingleOrDefault(m => m.Id == arm.ModelId) is not { } model)
            {
                yield return $"There is no model {arm.ModelId}.";
                continue;
            }
            if (arm.Branch == NormBranch.Adversarial && model.Variant != ModelVariant.DualBn)
                yield return $"{model.Name} has one batch norm; choose its clean branch.";
            foreach (var label in design.Sampling.Strata.Where(s => s.Count > 0).Select(s => s.Label).Except(model.Labels))
                yield return $"{model.Name} does not know the label {label}; leave out the model or the label.";
        }
        if (models.DistinctBy(m => m.InputSize).Count() > 1)
            yield return "The models see images of different sizes, so the grain of a map would give the model away; choose models of one input size.";
    }
}
