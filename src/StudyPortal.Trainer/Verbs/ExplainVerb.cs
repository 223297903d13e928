using System.CommandLine;
using StudyPortal.Learning;
using StudyPortal.Learning.Explanation;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>explain</c>: maps of given images for the labels that are true of them, and whether they are to be believed.</summary>
internal static class ExplainVerb
{
    public static Command Create()
    {
        var labels = new Option<FileInfo?>("--labels") { Description = "Truth, .npy: N x classes, or N x int64, one class per image.", Required = true };
        var method = new MethodOptions();
        var normalise = new Option<bool>("--normalise") { Description = "To [0,1], image by image: clipped at three standard deviations and stretched; the -cam methods only stretched." };
        var figures = new Option<FileInfo?>("--figures") { Description = "The .csv to write: whether the map of each image and label is to be believed." };
        var lesions = new Option<FileInfo?>("--lesions") { Description = "Lesion masks, .npy, N x H x W float32, for the figures." };
        return new TensorVerb().Create(
            "explain",
            "Write maps of the true labels' logits: the shape of the images, one channel from methods that do not tell channels apart, N x H x W from the -cam methods.",
            [labels, .. method.All, normalise, figures, lesions], (parsed, network, images, branch) =>
            {
                var chosen = method.Read(parsed);
                var truth = ReadLabels(parsed, labels, images, network.Shape.ClassCount).to(images.device);
                using var explainer = new Explainer(network, branch, chosen);
                var maps = explainer.Explain(images, truth);
                if (parsed.GetValue(figures) is { } table)
                    new BeliefTable(network, branch, chosen).Write(table.FullName, images.cpu(), truth.cpu(), ReadMasks(parsed, lesions, images));
                if (chosen is CamMethod) return (parsed.GetValue(normalise) ? MapNormalisation.Stretch(maps) : maps).squeeze(1);
                return parsed.GetValue(normalise) ? MapNormalisation.ClipAndStretch(maps) : maps;
            });
    }

    private static Tensor ReadLabels(ParseResult parsed, Option<FileInfo?> option, Tensor images, int classes)
    {
        var given = NpyFile.Read(parsed.GetValue(option)!.FullName);
        if (given.dim() != 1) return AttackVerb.ReadLabels(option, parsed, images, classes);
        if (given.dtype != ScalarType.Int64 || given.shape[0] != images.shape[0] || given.lt(0).any().item<bool>() || given.ge(classes).any().item<bool>())
            throw new VerbException($"{option.Name} is {given.dtype} [{given.shape[0]}]; expected Int64 [{images.shape[0]}], each 0 to {classes - 1}.");
        return nn.functional.one_hot(given, classes).to(ScalarType.Float32);
    }

    private static float[]? ReadMasks(ParseResult parsed, Option<FileInfo?> option, Tensor images)
    {
        if (parsed.GetValue(option) is not { } file) return null;
        var masks = NpyFile.Read(file.FullName);
        return masks.dtype == ScalarType.Float32 && masks.shape.SequenceEqual([images.shape[0], images.shape[2], images.shape[3]])
            ? [.. masks.data<float>()]
            : throw new VerbException($"{option.Name} is {masks.dtype} [{string.Join(", ", masks.shape)}]; expected Float32 [{images.shape[0]}, {images.shape[2]}, {images.shape[3]}].");
    }
}
