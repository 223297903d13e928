using System.Security.Cryptography;
using StudyPortal.Core.Models;
using StudyPortal.Core.Storage;
using StudyPortal.Learning.Checkpoints;
using StudyPortal.Learning.Networks;
using StudyPortal.Trainer.Work;
using TorchSharp;

namespace StudyPortal.Trainer.Modelling;

/// <summary>Builds networks, in evaluation mode, on the device of this job.</summary>
internal sealed class StoredNetworks(BlobStore blobs, JobDevice place)
{
    /// <summary>That of a registered model, after checking the hash of its weights.</summary>
    /// <exception cref="BlobCorruptException">The weights are missing or are not those that were registered.</exception>
    public ResNet Open(Model model)
    {
        var path = blobs.PathOf(model.Weights);
        if (!File.Exists(path)) throw new BlobCorruptException(model.Weights, "the file is missing");
        var actual = HashOf(path);
        if (actual != model.Weights.Value) throw new BlobCorruptException(model.Weights, $"its bytes have the hash {actual}");
        return Open(path);
    }

    /// <summary>That of a weight file.</summary>
    /// <exception cref="CheckpointException">It is none, or not of a known network.</exception>
    public ResNet Open(string path)
    {
        using var weights = WeightFile.Read(path);
        return CheckpointInspection.Build(weights).to(place.Device.Device);
    }

    private static string HashOf(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
