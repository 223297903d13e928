namespace StudyPortal.Core.Jobs;

/// <summary>What a trainer computes on and has in hand.</summary>
/// <param name="Devices">By their names; one that is named twice takes two jobs.</param>
/// <param name="Gpus">Those of its machine; none where the driver does not tell.</param>
public sealed record TrainerActivity(IReadOnlyList<string> Devices, IReadOnlyList<JobInHand> Jobs, IReadOnlyList<GpuMemory> Gpus)
{
    public static TrainerActivity None { get; } = new([], [], []);
}

/// <param name="ImagesPerSecond">Null where the job does not train.</param>
public sealed record JobInHand(JobId Id, JobKind Kind, string Device, double? ImagesPerSecond);

/// <summary>The memory of one GPU, as its driver tells.</summary>
/// <param name="Index">Its number on the machine.</param>
public sealed record GpuMemory(int Index, long UsedBytes, long TotalBytes);
