namespace StudyPortal.Trainer.Work;

/// <summary>Runs long synchronous computing on a thread that belongs to it alone; tensor scopes are bound to the thread.</summary>
public static class DedicatedThread
{
    public static Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
