using StudyPortal.Learning;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Evaluation;
using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Explanation.Belief;
using StudyPortal.Learning.Networks;
using StudyPortal.Learning.Training;

namespace StudyPortal.MethodBenchmark;

/// <summary>Trains a network as a recipe says and measures it on the test images, through each of its branches.</summary>
/// <param name="data">Images of all three kinds.</param>
/// <param name="recipe">Of the training; its epsilon is that of the attacks.</param>
/// <param name="strongPasses">Of each attack stronger than PGD; with 0 there is none.</param>
internal sealed class Trial(LesionSet data, TrainingRecipe recipe, int strongPasses)
{
    public const int AttackSteps = 10;

    /// <summary>Length of a step over epsilon.</summary>
    public const double StepShare = 0.25;

    private const double PointingTolerance = 2;

    private const int QueriesPerPass = 10;

    public IReadOnlyList<(string Row, Measures Measures)> Run()
    {
        using ResNet network = Train();
        RobustnessPlan plan = new() { Epsilons = [0, recipe.Attack.Epsilon], Steps = AttackSteps, StepShare = StepShare, StartSeed = 1 };
        RobustnessResult logits = new RobustnessCurve(plan).Compute(network, data.Test.Images, data.Test.Labels);
        return recipe.Variant switch
        {
            TrainingVariant.Standard => [("standard", Measure(network, logits, NormBranch.Clean))],
            TrainingVariant.Adversarial => [("adversarial", Measure(network, logits, NormBranch.Clean))],
            _ => [("dual-bn, clean branch", Measure(network, logits, NormBranch.Clean)), ("dual-bn, adv. branch", Measure(network, logits, NormBranch.Adversarial))],
        };
    }

    private ResNet Train()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("method-benchmark-");
        try
        {
            using TrainingRun run = new(recipe, data.Training, data.Validation, folder.FullName);
            using WeightFile best = WeightFile.Read(run.Run(new Progress<TrainingProgress>(), TimeProvider.System, default).WeightsPath);
            return CheckpointInspection.Build(best);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private Measures Measure(ResNet network, RobustnessResult logits, NormBranch branch)
    {
        LocalisationResult? found = data.Lesions.Count == 0 ? null : Localise(network, branch);
        return new Measures(
            Areas(logits.Worst(0, branch)).Of,
            Areas(logits.Worst(recipe.Attack.Epsilon, branch)).Of,
            strongPasses == 0 ? _ => null : Areas(Strongest(network, branch)).Of,
            found is null ? _ => null : new CaseMeans(found.Mass, data.Lesions, data.Test.Images.Count).Of,
            found is null ? _ => null : new CaseMeans(found.Area, data.Lesions, data.Test.Images.Count).Of);
    }

    private float[] Strongest(ResNet network, NormBranch branch)
    {
        StrongCheckPlan plan = new(recipe.Attack.Epsilon) { Steps = strongPasses, Queries = QueriesPerPass * strongPasses };
        return new StrongCheck(plan).Compute(network, branch, data.Test.Images, data.Test.Labels).Worst;
    }

    private CaseAreas Areas(float[] logits) => new(logits, data.Test.Labels, data.Test.ClassCount);

    /// <summary>Of the gradients of each lesion's own logit.</summary>
    private LocalisationResult Localise(ResNet network, NormBranch branch)
    {
        int size = data.Test.Images.Size, area = size * size;
        float[] pixels = new float[data.Lesions.Count * area];
        for (int index = 0; index < data.Lesions.Count; index++)
        {
            data.Test.Images.Read(data.Lesions[index].Case, pixels.AsSpan(index * area, area));
        }
        using ImageSet images = new(pixels, data.Lesions.Count, size);
        using Explainer explainer = new(network, branch, new InputGradient());
        float[] maps = explainer.Maps(images, [.. data.Lesions.Select(lesion => lesion.Label)], null, default);
        return new Localisation(PointingTolerance, [0.5]).Compute(maps, [.. data.Lesions.SelectMany(lesion => lesion.Mask)], size, null, default);
    }
}
