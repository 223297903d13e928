using StudyPortal.Core.Jobs;

namespace StudyPortal.Trainer.Tests.Service;

/// <summary>Looks at a job of another process until something is so.</summary>
internal static class JobWaiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    public static async Task<JobDetails> WaitUntilAsync(this ReadJob read, JobId id, Func<JobDetails, bool> isSo)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var job = (await read.ExecuteAsync(id, patience.Token))!;
            if (isSo(job)) return job;
            await Task.Delay(LookEvery, patience.Token);
        }
    }
}
