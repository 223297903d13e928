using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Storage;
using StudyPortal.Core.Storage.Backups;

namespace StudyPortal.Web.Features.Health;

/// <summary>When the portal was backed up last, and when it will be next.</summary>
public sealed partial class BackupsPanel
{
    private BackupStatus? _backups;
    private string? _problem;
    private bool _isRead;

    [Inject] public required ReadBackups ReadBackups { get; init; }

    protected override async Task LoadAsync()
    {
        (_backups, _problem) = await TryReadAsync();
        _isRead = true;
    }

    private async Task<(BackupStatus? Backups, string? Problem)> TryReadAsync()
    {
        try
        {
            return (await ReadBackups.ExecuteAsync(Closed), null);
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException || StorageFailure.Of(failure) is not null)
        {
            return (null, $"It cannot be said when the last backup was taken: {failure.Message}");
        }
    }
}
