using static StudyPortal.Core.Models.Analyses.AnalysisKind;

namespace StudyPortal.Core.Models.Analyses;

/// <summary>What an analysis shows and what it asks for.</summary>
/// <param name="Title">A few words.</param>
/// <param name="Shows">One sentence for a person.</param>
/// <param name="Suggested">To begin with; what is null here the kind does not ask for.</param>
public sealed record AnalysisDescription(AnalysisKind Kind, AnalysisSection Section, string Title, string Shows, AnalysisParameters Suggested)
{
    private const string InputGradient = Saliency.SaliencyMethods.InputGradient;

    /// <summary>Every kind, in the order of the page.</summary>
    public static IReadOnlyList<AnalysisDescription> All { get; } =
    [
        new(RobustnessCurve, AnalysisSection.Robustness, "Robustness curve",
            "Area under the ROC curve over the radius of a PGD attack: 21 radii, each pair of the norm attacked and the norm that predicts.",
            new(200, Epsilon: 0.01, Steps: 10)),
        new(StrongAttack, AnalysisSection.Robustness, "Strong attack",
            "Areas under the worst of several attacks, one of them without gradients: a model that only hides its gradients falls here.",
            new(100, Epsilon: 0.005, Steps: 50)) { HasBranch = true },
        new(FlippingRadius, AnalysisSection.Robustness, "Smallest flipping radius",
            "How small a change of an image brings each of its labels to the wrong side of one half, and the share of labels that stays right at every radius.",
            new(50, Epsilon: 0.02, Steps: 20)) { HasBranch = true },
        new(Transfer, AnalysisSection.Robustness, "Attack from another model",
            "Areas on images that were attacked on another model: where they are lower than under the model's own attack, its gradients mislead the attack.",
            new(200, Epsilon: 0.005, Steps: 10)) { HasBranch = true, Other = OtherModel.Required },
        new(Similarity, AnalysisSection.Network, "Similarity of layers",
            "Centred kernel alignment of every layer with every other, between the two norms of a model or between two models: 1 where they tell images apart alike.",
            new(100)) { Other = OtherModel.Optional, LeastCases = 4, MostCases = 196 },
        new(LossSurface, AnalysisSection.Network, "Loss surface",
            "Mean loss around images, along the sign of the gradient and along a random direction of signs: a flat surface is a robust one.",
            new(16, Epsilon: 0.5)) { HasBranch = true, MostCases = 200 },
        new(Lipschitz, AnalysisSection.Network, "Local Lipschitz constant",
            "The fastest change of the output that an attack finds near each image, per unit of change of the image.",
            new(100, Epsilon: 0.005, Steps: 10)) { HasBranch = true },
        new(WeightRandomisation, AnalysisSection.Maps, "Randomised weights",
            "Likeness of each map to the map of the same network with its layers randomised one after another: a map that stays alike does not show what was learnt.",
            new(50, Method: InputGradient)) { HasBranch = true },
        new(LabelRandomisation, AnalysisSection.Maps, "Randomised labels",
            "Likeness of each map to the map of a model of the same kind that was trained on shuffled labels: likeness means that the map shows the image, not the finding.",
            new(50, Method: InputGradient)) { HasBranch = true, Other = OtherModel.Required },
        new(DeletionInsertion, AnalysisSection.Maps, "Deletion and insertion",
            "The score while the pixels that the map holds for important turn black, and while they come back into a blurred image.",
            new(50, Method: InputGradient)) { HasBranch = true },
        new(Faithfulness, AnalysisSection.Maps, "Infidelity and sensitivity",
            "How badly the map predicts the change of the score under random disturbances, and how much the map itself changes for a small change of the image.",
            new(50, Method: InputGradient)) { HasBranch = true },
        new(Localisation, AnalysisSection.Maps, "Localisation",
            "The map against the lesion boxes of the data set: pointing game, mass inside, overlap at thresholds, area under the precision-recall curve of its pixels.",
            new(200, Method: InputGradient)) { HasBranch = true },
    ];

    /// <summary>It looks at one norm; otherwise at all of the model's.</summary>
    public bool HasBranch { get; private init; }

    /// <summary>Whether another model takes part.</summary>
    public OtherModel Other { get; private init; }

    public int LeastCases { get; private init; } = 2;

    public int MostCases { get; private init; } = 5000;

    public static AnalysisDescription Of(AnalysisKind kind) => All.Single(description => description.Kind == kind);
}

public enum OtherModel
{
    None,

    /// <summary>Without one, the model is compared with itself.</summary>
    Optional,
    Required,
}
