using System.Security.Cryptography;
using StudyPortal.Learning.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace StudyPortal.Learning.Explanation;

/// <summary>
/// A control: a method's map of the same architecture before any training. The random weights follow from a hash of the
/// network's own, so that each network has one such map.
/// </summary>
public sealed class RandomWeights(MapMethod method) : MapMethod
{
    public override bool IsGradient => method.IsGradient;

    public override int Passes => method.Passes;

    public override FrozenNetwork Freeze(ResNet network, NormBranch branch)
    {
        using Generator random = new(SeedOf(network));
        using ResNet untrained = new(network.Shape, random);
        untrained.to(network.Device);
        return method.Freeze(untrained, branch);
    }

    public override Tensor Explain(FrozenNetwork network, Tensor images, Tensor weights) => method.Explain(network, images, weights);

    private static ulong SeedOf(ResNet network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (NamedTensor entry in network.State)
        {
            using DisposeScope scope = NewDisposeScope();
            hash.AppendData(entry.Tensor.detach().cpu().contiguous().bytes);
        }
        return BitConverter.ToUInt64(hash.GetHashAndReset());
    }
}
