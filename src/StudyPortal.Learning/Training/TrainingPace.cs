namespace StudyPortal.Learning.Training;

/// <summary>Speed since the run started or resumed, and the time left at that speed.</summary>
internal sealed class TrainingPace(TimeProvider clock, TrainingRecipe recipe, int stepsPerEpoch)
{
    private readonly long started = clock.GetTimestamp();
    private long? firstStep;

    public TrainingProgress After(TrainingPosition position, double loss)
    {
        long step = ((long)position.Epoch * stepsPerEpoch) + position.Step;
        firstStep ??= step - 1;
        double seconds = clock.GetElapsedTime(started).TotalSeconds;
        long done = step - firstStep.Value, left = ((long)recipe.Epochs * stepsPerEpoch) - step;
        double secondsPerStep = done > 0 ? seconds / done : 0;
        return new TrainingProgress(
            position.Epoch + 1, recipe.Epochs, position.Step, stepsPerEpoch, loss, Finished: null,
            secondsPerStep > 0 ? recipe.BatchSize / secondsPerStep : 0, TimeSpan.FromSeconds(secondsPerStep * left));
    }
}
