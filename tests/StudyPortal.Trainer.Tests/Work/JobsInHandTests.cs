using StudyPortal.Core.Jobs;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Tests.Work;

public sealed class JobsInHandTests
{
    [Fact]
    public async Task A_job_that_is_running_is_waited_for_instead_of_run_again_and_can_be_run_after_that()
    {
        var inHand = new JobsInHand();
        var id = JobId.New();
        var end = new TaskCompletionSource();
        var runs = 0;
        Task Run()
        {
            runs++;
            return end.Task;
        }

        var first = inHand.RunOnceAsync(id, Run);
        var second = inHand.RunOnceAsync(id, Run);
        Assert.Equal((1, false), (runs, second.IsCompleted));
        end.SetResult();
        await Task.WhenAll(first, second);
        await inHand.RunOnceAsync(id, Run);

        Assert.Equal(2, runs);
    }
}
