using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Evaluation;

/// <summary>The scalar products of the images' representations in every convolution's output.</summary>
internal sealed record LayerProducts(IReadOnlyList<string> Names, IReadOnlyList<GramMatrix> Grams)
{
    /// <summary>Bytes of outputs that are held at once; more layers than fit wait for another pass over the images.</summary>
    private const long HeldBytes = 1L << 30;

    public static LayerProducts Of(
        ResNet network, NormBranch branch, Tensor images, int batchSize, Action<double> progress, CancellationToken cancellation)
    {
        using UnfoldedNetwork observed = new(network, branch);
        using DisposeScope scope = NewDisposeScope();
        Tensor placed = images.to(network.Device);
        long[] features = Features(observed, placed.narrow(0, 0, 1));
        List<GramMatrix> grams = [];
        while (grams.Count < features.Length)
        {
            long[] together = Fitting(features[grams.Count..], images.shape[0]);
            double share = (double)together.Length / features.Length, before = (double)grams.Count / features.Length;
            grams.AddRange(Pass(observed, placed, grams.Count, together, batchSize, done => progress(before + (share * done)), cancellation));
        }
        return new LayerProducts([.. network.Convolutions.Select(named => named.Name)], grams);
    }

    /// <summary>The first layers whose outputs may be held together; at least one.</summary>
    private static long[] Fitting(long[] features, long images)
    {
        long held = 0;
        int count = features.TakeWhile(layer => (held += layer * images * sizeof(float)) <= HeldBytes).Count();
        return features[..Math.Max(1, count)];
    }

    private static List<GramMatrix> Pass(
        UnfoldedNetwork observed, Tensor images, int first, long[] features, int batchSize, Action<double> progress,
        CancellationToken cancellation)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor[] outputs = [.. features.Select(count => empty(images.shape[0], count, device: images.device))];
        for (long start = 0; start < images.shape[0]; start += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope batchScope = NewDisposeScope();
            Tensor batch = images.narrow(0, start, Math.Min(batchSize, images.shape[0] - start));
            observed.ObserveConvolutions(batch, (layer, output) =>
            {
                if (layer >= first && layer < first + outputs.Length)
                {
                    outputs[layer - first].narrow(0, start, batch.shape[0]).copy_(output.flatten(1));
                }
            });
            progress((double)(start + batch.shape[0]) / images.shape[0]);
        }
        return [.. outputs.Select(GramMatrix.Of)];
    }

    private static long[] Features(UnfoldedNetwork observed, Tensor image)
    {
        List<long> features = [];
        observed.ObserveConvolutions(image, (_, output) => features.Add(output.NumberOfElements));
        return [.. features];
    }
}
