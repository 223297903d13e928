using System.CommandLine;
using StudyPortal.Core.Saliency;
using StudyPortal.Learning.Explanation;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>explain</c>: saliency maps of given images for the labels that are true of them, as the published code makes them.</summary>
internal static class ExplainVerb
{
    public static Command Create()
    {
        var labels = AttackVerb.LabelsOption();
        var method = new Option<string>("--method") { Description = string.Join(", ", SaliencyMethods.All), DefaultValueFactory = _ => SaliencyMethods.InputGradient };
        var normalise = new Option<bool>("--normalise") { Description = "Clip at three standard deviations and stretch to [0,1], image by image." };
        method.AcceptOnlyFromAmong([.. SaliencyMethods.All]);
        return new TensorVerb().Create("explain", "Write the gradient of the true labels' logits, the shape of the images.", [labels, method, normalise], (parsed, network, images, branch) =>
        {
            var truth = AttackVerb.ReadLabels(parsed, labels, images, network.Shape.ClassCount);
            using var explainer = new Explainer(network, branch, new InputGradient());
            var maps = explainer.Explain(images, truth);
            return parsed.GetValue(normalise) ? MapNormalisation.ClipAndStretch(maps) : maps;
        });
    }
}
