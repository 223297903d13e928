using Microsoft.EntityFrameworkCore;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Tests;

/// <summary>A portal's database, which tells how often it was opened and can keep one who opens it waiting.</summary>
internal sealed class WatchedDatabases(IDbContextFactory<PortalDb> databases) : IDbContextFactory<PortalDb>
{
    private TaskCompletionSource? _hold;

    public int Opened { get; private set; }

    /// <summary>The next who opens it waits until this is done.</summary>
    public TaskCompletionSource HoldNext() => _hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public PortalDb CreateDbContext() => throw new NotSupportedException("Nothing is opened at once here.");

    public async Task<PortalDb> CreateDbContextAsync(CancellationToken cancellationToken)
    {
        Opened++;
        if (Interlocked.Exchange(ref _hold, null) is { } hold) await hold.Task;
        return await databases.CreateDbContextAsync(cancellationToken);
    }
}
