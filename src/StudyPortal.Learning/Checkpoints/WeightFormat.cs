namespace StudyPortal.Learning.Checkpoints;

/// <summary>How a weight file is laid out.</summary>
public enum WeightFormat
{
    /// <summary>PyTorch's zip container, since 1.6.</summary>
    PyTorchZip,

    /// <summary>PyTorch's stream of pickles, before 1.6.</summary>
    PyTorchLegacy,

    Safetensors,
}
