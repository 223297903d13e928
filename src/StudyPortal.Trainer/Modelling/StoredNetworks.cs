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
    /// <exception cref="BlobCorruptException">The weights are missing, are not those that were registered, or are encrypted under a key that is not here.</exception>
    public ResNet Open(Model model)
    {
        using var weights = WeightFile.Read(blobs.Open(model.Weights), blobs.PathOf(model.Weights));
        return Build(weights);
    }

    /// <summary>That of a weight file.</summary>
    /// <exception cref="CheckpointException">It is none, or not of a known network.</exception>
    public ResNet Open(string path)
    {
        using var weights = WeightFile.Read(path);
        return Build(weights);
    }

    private ResNet Build(WeightFile weights) => CheckpointInspection.Build(weights).to(place.Device.Device);
}
