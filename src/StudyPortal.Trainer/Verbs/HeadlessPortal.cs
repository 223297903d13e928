using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using StudyPortal.Core;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Learning;
using StudyPortal.Trainer.Service;
using StudyPortal.Trainer.Work;

namespace StudyPortal.Trainer.Verbs;

/// <summary>A portal opened for one verb: its use cases and a trainer's work, without the service around them.</summary>
internal sealed class HeadlessPortal : IAsyncDisposable
{
    private static readonly TimeSpan Glance = TimeSpan.FromSeconds(1);
    private readonly ServiceProvider _services;
    private readonly AsyncServiceScope _scope;
    private readonly DataRoot _root;

    private HeadlessPortal(ServiceProvider services, DataRoot root) => (_services, _scope, _root) = (services, services.CreateAsyncScope(), root);

    public static Task<HeadlessPortal> OpenAsync(DataRoot root, CancellationToken cancellationToken) => OpenAsync(root, ComputeDevice.Cpu, cancellationToken);

    /// <summary>With its rows where the environment says.</summary>
    public static Task<HeadlessPortal> OpenAsync(DataRoot root, ComputeDevice device, CancellationToken cancellationToken) =>
        OpenAsync(root, StorageSettings.OfEnvironment(), device, cancellationToken);

    public static async Task<HeadlessPortal> OpenAsync(DataRoot root, StorageSettings storage, ComputeDevice device, CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddLogging().AddPortal(root, storage).AddWork().BuildServiceProvider();
        await services.GetRequiredService<MigrateStore>().ExecuteAsync(cancellationToken);
        var portal = new HeadlessPortal(services, root);
        portal.Get<JobDevice>().Device = device;
        return portal;
    }

    public T Get<T>() where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

    /// <summary>Runs a queued job in this process, or waits for the trainer that has it in hand or alone may work on this data root; tells its progress.</summary>
    /// <returns>What the job made.</returns>
    /// <exception cref="VerbException">The job failed or was cancelled.</exception>
    public async Task<Guid?> RunAsync(JobId id, TextWriter output, CancellationToken cancellationToken)
    {
        var isShared = Get<StorageSettings>().IsShared;
        using var alone = isShared ? null : TrainerLock.TryTake(_root);
        var mayRun = isShared || alone is not null;
        var running = mayRun ? Get<JobRunner>().RunAsync(id, cancellationToken) : Task.CompletedTask;
        var job = await FollowAsync(id, mayRun ? running : null, output, cancellationToken);
        await running;
        return job.State == JobState.Succeeded ? job.ResultId : throw new VerbException(job.Message);
    }

    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _services.DisposeAsync();
    }

    private async Task<JobSnapshot> FollowAsync(JobId id, Task? running, TextWriter output, CancellationToken cancellationToken)
    {
        var told = "";
        while (true)
        {
            var ended = running?.IsCompleted ?? false;
            var job = (await Get<ReadJob>().ExecuteAsync(id, CancellationToken.None))!.Job;
            var line = string.Create(CultureInfo.InvariantCulture, $"{job.Progress,4:P0} {job.Message}");
            if (line != told) await output.WriteLineAsync(told = line);
            if (job.IsOver) return job;
            if (ended) cancellationToken.ThrowIfCancellationRequested();
            await Task.WhenAny(running is { IsCompleted: false } ? running : Task.Delay(Glance, cancellationToken), Task.Delay(Glance, cancellationToken));
            if (running is null) cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
