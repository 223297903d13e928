using StudyPortal.Learning;

namespace StudyPortal.Trainer.Work;

/// <summary>Where the job of this scope computes.</summary>
internal sealed class JobDevice
{
    public ComputeDevice Device { get; set; } = ComputeDevice.Cpu;
}
