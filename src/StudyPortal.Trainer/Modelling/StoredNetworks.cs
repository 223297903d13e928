using System.Security.Cryptography;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Builds the network of a registered model from its weights, after checking their hash.</summary>
internal sealed class StoredNetworks(BlobStore blobs)
{
    /// <exception cref="BlobCorruptException">The weights are missing or are not those that were registered.</exception>
    public ResNet Open(Model model)
    {
        var path = blobs.PathOf(model.Weights);
        if (!File.Exists(path)) throw new BlobCorruptException(model.Weights, "the file is missing");
        var actual = HashOf(path);
        if (actual != model.Weights.Value) throw new BlobCorruptException(model.Weights, $"its bytes have the hash {actual}");
        using var weights = WeightFile.Read(path);
        return CheckpointInspection.Build(weights);
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
