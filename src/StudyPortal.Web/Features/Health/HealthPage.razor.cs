using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Health;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Web.Features.Health;

public sealed partial class HealthPage : IDisposable
{
    private const long ShortOfSpaceBytes = 5_000_000_000;

    private readonly CancellationTokenSource _closed = new();
    private StorageHealth? _storage;
    private BackupStatus? _backups;
    private string? _backupProblem;
    private IReadOnlyList<TrainerStatus> _trainers = [];
    private bool _isRead;

    [Inject] public required ReadStorageHealth ReadStorage { get; init; }

    [Inject] public required ReadBackups ReadBackups { get; init; }

    [Inject] public required Troubles Troubles { get; init; }

    [Inject] public required ReadTrainers ReadTrainers { get; init; }

    [Inject] public required IHostEnvironment Host { get; init; }

    private bool IsShort => _storage?.FreeBytes < ShortOfSpaceBytes;

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _trainers = await ReadTrainers.ExecuteAsync(_closed.Token);
            _storage = await ReadStorage.ExecuteAsync(_closed.Token);
            _backups = await ReadBackups.ExecuteAsync(_closed.Token);
        }
        catch (UnauthorizedAccessException failure)
        {
            _backupProblem = failure.Message;
        }
        catch (Exception failure) when (StorageFailure.Of(failure) is not null)
        {
            // What troubles the store is on the page.
        }

        _isRead = true;
    }
}
