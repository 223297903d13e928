using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Health;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Web.Features.Health;

public sealed partial class HealthPage : IDisposable
{
    private const long ShortOfSpaceBytes = 5_000_000_000;

    private static readonly TimeSpan RefreshEvery = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _closed = new();
    private StorageHealth? _storage;
    private BackupStatus? _backups;
    private string? _backupProblem;
    private IReadOnlyList<TrainerStatus> _trainers = [];
    private bool _isRead;
    private ITimer? _refreshing;

    [Inject] public required ReadStorageHealth ReadStorage { get; init; }

    [Inject] public required ReadBackups ReadBackups { get; init; }

    [Inject] public required Troubles Troubles { get; init; }

    [Inject] public required ReadTrainers ReadTrainers { get; init; }

    [Inject] public required IHostEnvironment Host { get; init; }

    [Inject] public required TimeProvider Clock { get; init; }

    private bool IsShort => _storage?.FreeBytes < ShortOfSpaceBytes;

    public void Dispose()
    {
        _refreshing?.Dispose();
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        await ReadAsync();
        _refreshing = Clock.CreateTimer(_ => _ = InvokeAsync(RefreshAsync), null, RefreshEvery, RefreshEvery);
    }

    private async Task RefreshAsync()
    {
        if (_closed.IsCancellationRequested) return;
        await ReadAsync();
        StateHasChanged();
    }

    /// <summary>Each by itself: what cannot be read must not hide the rest.</summary>
    private async Task ReadAsync()
    {
        _trainers = await TryAsync(ReadTrainers.ExecuteAsync) ?? [];
        _storage = await TryAsync(ReadStorage.ExecuteAsync);
        (_backups, _backupProblem) = await TryBackupsAsync();
        _isRead = true;
    }

    /// <summary>Null when the store does not answer; what troubles it is on the page.</summary>
    private async Task<T?> TryAsync<T>(Func<CancellationToken, Task<T>> read) where T : class
    {
        try
        {
            return await read(_closed.Token);
        }
        catch (Exception failure) when (StorageFailure.Of(failure) is not null)
        {
            return null;
        }
    }

    private async Task<(BackupStatus? Backups, string? Problem)> TryBackupsAsync()
    {
        try
        {
            return (await ReadBackups.ExecuteAsync(_closed.Token), null);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException || StorageFailure.Of(failure) is not null)
        {
            return (null, $"It cannot be said when the last backup was taken: {failure.Message}");
        }
    }
}
