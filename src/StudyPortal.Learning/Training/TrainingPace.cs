namespace StudyPortal.Learning.Training;

/// <summary>Speed since the run started or resumed, and the time left at that speed.</summary>
internal sealed class TrainingPace(TimeProvider clock, TrainingRecipe recipe, int batchesPerEpoch, TrainingPosition start)
{
    private readonly long started = clock.GetTimestamp(), before = Batches(start, batchesPerEpoch);

    public TrainingProgress After(TrainingPosition position, double loss)
    {
        long now = Batches(position, batchesPerEpoch);
        double seconds = clock.GetElapsedTime(started).TotalSeconds;
        double secondsPerBatch = now > before ? seconds / (now - before) : 0;
        long left = ((long)recipe.Epochs * batchesPerEpoch) - now;
        return new TrainingProgress(
            position.Epoch + 1, recipe.Epochs, position.Step, batchesPerEpoch, loss, Finished: null,
            secondsPerBatch > 0 ? recipe.BatchSize / secondsPerBatch : 0, TimeSpan.FromSeconds(secondsPerBatch * left));
    }

    private static long Batches(TrainingPosition position, int batchesPerEpoch) =>
        ((long)position.Epoch * batchesPerEpoch) + position.Step;
}
