using StudyPortal.Core.Models;
using StudyPortal.Core.Reports.Plans;
using StudyPortal.Core.Studies.Forms;

namespace StudyPortal.Core.Studies;

/// <summary>What a design must hold before a study is made of it.</summary>
internal static class StudyDesignRules
{
    private const int MostQuestions = 12;

    public static IEnumerable<string> Problems(StudyDesign design)
    {
        if (string.IsNullOrWhiteSpace(design.Name)) yield return "The study has no name.";
        if (string.IsNullOrWhiteSpace(design.Method)) yield return "No explanation method is chosen.";
        if (design.Arms.Count == 0) yield return "No model is chosen; choose at least one.";
        if (design.Arms.Distinct().Count() < design.Arms.Count) yield return "The same model and branch is chosen twice.";
        if (!design.Sampling.Strata.Any(s => s.Count > 0)) yield return "The sample is empty; ask for cases of at least one label.";
        foreach (var problem in SamplingRules.Problems(design.Sampling)) yield return problem;
        if (design.Sampling.Predictions?.Reference is { } reference && !design.Arms.Contains(reference))
            yield return "The model whose outcomes divide the cases is none of the chosen models; choose it, too, or divide by another.";
        foreach (var problem in QuestionProblems(design.Questions)) yield return problem;
        if (design.IsSimulated && design.Questions is not [{ Form: ScaleForm { Lowest: 0, Highest: 5 } }])
            yield return "A simulated study has one question, on a scale from 0 to 5: the program answers no other.";
        foreach (var problem in OrderRules.Problems(design.Order)) yield return problem;
        foreach (var problem in design.Settings.Problems()) yield return problem;
        if (design.Plan is { } plan)
            foreach (var problem in PlanRules.Problems(plan, [.. design.Questions.Select(question => question.Form)], design.Arms.Count)) yield return $"Analysis plan. {problem}";
    }

    private static IEnumerable<string> QuestionProblems(IReadOnlyList<QuestionDesign> questions)
    {
        if (questions.Count > MostQuestions) yield return $"At most {MostQuestions} questions fit the reading room.";
        if (!questions.Any(question => question is { IsRequired: true, Step: ReadingStep.WithMap }))
            yield return "No question about the map is required; readers would never be done. Require at least one.";
        if (questions.Any(question => question.Step == ReadingStep.ImageAlone) && !questions.Any(question => question is { Step: ReadingStep.ImageAlone, IsRequired: true }))
            yield return "No question about the image alone is required, so the map would appear at once. Require one, or ask them with the map.";
        foreach (var problem in questions.SelectMany((question, index) => question.Problems(index + 1))) yield return problem;
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
            foreach (var label in design.Sampling.Strata.Where(s => s.Count > 0).Select(s => s.Label).Distinct().Except(model.Labels))
                yield return $"{model.Name} does not know the label {label}; leave out the model or the label.";
        }
        if (models.DistinctBy(m => m.InputSize).Count() > 1)
            yield return "The models see images of different sizes, so the grain of a map would give the model away; choose models of one input size.";
    }
}
