namespace StudyPortal.Trainer.Tests.Work;

public sealed class ShortOfMemoryTests
{
    [Theory]
    [InlineData(240, "A batch of 16 fits: train with batch size 16 and accumulation 4.")]
    [InlineData(15, "Not even the smallest batch fits")]
    public async Task A_training_that_runs_out_of_memory_says_which_batch_would_fit(int megabytes, string advice)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux limits the memory of one process so.");

        var told = await ShortOfMemory.TellAsync(megabytes);

        Assert.Contains("does not hold a step with batches of 64", told, StringComparison.Ordinal);
        Assert.Contains(advice, told, StringComparison.Ordinal);
    }
}
