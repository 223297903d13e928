using StudyPortal.Core.Datasets;
using StudyPortal.Core.Models;
using StudyPortal.Core.Models.Analyses;
using StudyPortal.Learning;
using StudyPortal.Learning.Attacks;
using StudyPortal.Learning.Losses;
using StudyPortal.Learning.Networks;
using TorchSharp;
using LearningBranch = StudyPortal.Learning.Networks.NormBranch;

namespace StudyPortal.Trainer.Modelling.Analyses;

/// <summary>Everything that an analysis looks at.</summary>
/// <param name="Truth">Cases x labels of the model, NaN where nothing is known.</param>
/// <param name="Findings">The labels that are explained, by position in <paramref name="Cases"/> and in the model's labels.</param>
/// <param name="Masks">One per finding where the choice of cases asks for boxes, else none.</param>
internal sealed record AnalysisSubject(
    AnalyseRequest Request, Model Model, ResNet Network, Model? OtherModel, ResNet? OtherNetwork,
    IReadOnlyList<LoadedCase> Cases, ImageSet Images, float[] Truth, IReadOnlyList<(int Case, int Label)> Findings, IReadOnlyList<float[]> Masks)
{
    public LearningBranch Branch => Request.Branch.ToLearning();

    public double Epsilon => Request.Parameters.Epsilon ?? throw new InvalidOperationException($"{Request.Kind} needs a radius.");

    public int Steps => Request.Parameters.Steps ?? throw new InvalidOperationException($"{Request.Kind} needs a number of steps.");

    public (Model Model, ResNet Network) Other => (OtherModel, OtherNetwork) is ({ } model, { } network)
        ? (model, network)
        : throw new InvalidOperationException($"{Request.Kind} needs another model.");

    /// <summary>Exactly one label is true of an image: the model was trained so.</summary>
    public bool HasExclusiveLabels => RecipeReader.HasExclusiveLabels(Model);

    /// <summary>What attacks raise: the loss that the model was trained with.</summary>
    public Func<torch.Tensor, torch.Tensor, torch.Tensor> Loss =>
        HasExclusiveLabels ? AttackLoss.CrossEntropy : AttackLoss.BinaryCrossEntropy;

    /// <summary>What areas are computed from: the logits of a model, of exclusive labels their log-odds.</summary>
    public static float[] Scores(Model model, float[] logits) =>
        RecipeReader.HasExclusiveLabels(model) ? ExclusiveLoss.LogOdds(logits, model.Labels.Count) : logits;

    public torch.Tensor Batch() => Images.Batch(0, Images.Count, Network.Shape.InputChannels).to(Network.Device);
}
