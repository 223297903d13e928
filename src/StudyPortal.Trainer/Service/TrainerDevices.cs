using StudyPortal.Learning;

namespace StudyPortal.Trainer.Service;

/// <summary>Where this trainer computes: one job at a time on each; one that is named twice takes two.</summary>
internal sealed record TrainerDevices(IReadOnlyList<ComputeDevice> All)
{
    /// <summary>As the option writes them.</summary>
    public string Names => string.Join(',', All.Select(device => device.Name));
}
