using System.Globalization;
using StudyPortal.Learning;
using StudyPortal.Learning.Explanation;
using StudyPortal.Learning.Explanation.Belief;
using StudyPortal.Learning.Networks;
using static TorchSharp.torch;

namespace StudyPortal.Trainer.Verbs;

/// <summary>Whether maps are to be believed, as .csv: a row per image and label, empty where there is no figure.</summary>
internal sealed class BeliefTable(ResNet network, NormBranch branch, MapMethod method)
{
    private const ulong RandomisationSeed = 1;

    private static readonly double[] Thresholds = [0.25, 0.5, 0.75];

    /// <param name="path">The file.</param>
    /// <param name="images">N x C x H x W, square and grey.</param>
    /// <param name="truth">N x K; a row for each label that is not 0.</param>
    /// <param name="masks">Lesions, one mask per image, or null.</param>
    public void Write(string path, Tensor images, Tensor truth, float[]? masks)
    {
        RequireGrey(images);
        var size = (int)images.shape[2];
        var chosen = truth.nonzero().cpu().data<long>().Chunk(2).Select(place => (Image: (int)place[0], Label: (int)place[1])).ToList();
        using var set = new ImageSet([.. chosen.SelectMany(row => images[row.Image, 0].contiguous().cpu().data<float>().ToArray())], chosen.Count, size);
        var columns = new List<(string Name, double[] Values)>
        {
            ("image", [.. chosen.Select(row => (double)row.Image)]),
            ("label", [.. chosen.Select(row => (double)row.Label)]),
        };
        var targets = chosen.Select(row => row.Label).ToList();
        using var explainer = new Explainer(network, branch, method);
        var maps = explainer.Maps(set, targets, null, CancellationToken.None);
        columns.AddRange(OfNetwork(set, targets, maps));
        if (masks is not null) columns.AddRange(OfLesions(maps, [.. chosen.SelectMany(row => masks.AsSpan(row.Image * size * size, size * size).ToArray())], size));
        File.WriteAllLines(path, Enumerable.Range(0, chosen.Count).Select(row => string.Join(',', columns.Select(column => Text(column.Values[row]))))
            .Prepend(string.Join(',', columns.Select(column => column.Name))));
    }

    private IEnumerable<(string Name, double[] Values)> OfNetwork(ImageSet set, List<int> targets, float[] maps)
    {
        var random = new RandomisationCheck(method, RandomisationSeed).Compute(network, branch, set, targets, null, CancellationToken.None);
        foreach (var (stage, agreement) in random.Stages.Zip(random.Agreements))
        {
            yield return ($"spearman_random_{stage}", agreement.Spearman);
            yield return ($"spearman_absolute_random_{stage}", agreement.SpearmanAbsolute);
            yield return ($"ssim_random_{stage}", agreement.StructuralSimilarity);
        }

        var curves = new DeletionInsertion().Compute(network, branch, set, targets, maps, null, CancellationToken.None);
        yield return ("deletion_area", curves.DeletionArea);
        yield return ("insertion_area", curves.InsertionArea);
        var infidelity = new Infidelity().Compute(network, branch, set, targets, maps, method.IsGradient, null, CancellationToken.None);
        yield return ("infidelity", infidelity.Infidelity);
        yield return ("unexplained", infidelity.Unexplained);
        yield return ("max_sensitivity", new MaxSensitivity(method).Compute(network, branch, set, targets, null, CancellationToken.None));
        var completeness = Completeness.Compute(network, branch, set, targets, maps, null, CancellationToken.None);
        yield return ("map_sum", completeness.Sum);
        yield return ("logit_above_black", completeness.Difference);
    }

    private static IEnumerable<(string Name, double[] Values)> OfLesions(float[] maps, float[] masks, int size)
    {
        var found = new Localisation(tolerance: size / 32.0, Thresholds).Compute(maps, masks, size, null, CancellationToken.None);
        yield return ("pointing", found.Pointing);
        yield return ("mass_inside", found.Mass);
        yield return ("area_inside", found.Area);
        foreach (var (threshold, overlap) in found.Thresholds.Zip(found.Overlap))
            yield return (string.Create(CultureInfo.InvariantCulture, $"iou_{threshold}"), overlap);
        yield return ("average_precision", found.AveragePrecision);
    }

    private static void RequireGrey(Tensor images)
    {
        if (images.shape[2] != images.shape[3]) throw new VerbException($"Figures are of square images; --input is {images.shape[2]} x {images.shape[3]}.");
        if (images.sub(images.narrow(1, 0, 1)).abs().max().item<float>() > 0) throw new VerbException("Figures are of grey images; the channels of --input differ.");
    }

    private static string Text(double value) => double.IsNaN(value) ? "" : value.ToString("G9", CultureInfo.InvariantCulture);
}
