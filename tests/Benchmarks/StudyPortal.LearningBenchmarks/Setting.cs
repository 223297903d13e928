namespace StudyPortal.LearningBenchmarks;

/// <summary>What is timed.</summary>
/// <param name="Architecture">For example resnet18.</param>
/// <param name="Side">Pixels along a side of the image, of 3 channels.</param>
/// <param name="Batch">Images at a time.</param>
internal sealed record Setting(string Architecture, int Side, int Batch);
