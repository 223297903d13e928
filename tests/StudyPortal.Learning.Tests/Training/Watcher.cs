using StudyPortal.Learning.Training;

namespace StudyPortal.Learning.Tests.Training;

/// <summary>Hears of every step on the thread that takes it.</summary>
internal sealed class Watcher(Action<TrainingProgress> watch) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => watch(value);
}
