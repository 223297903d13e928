using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Health;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Features.Health;

/// <summary>Where the data lie and how much room is left.</summary>
public sealed partial class StoragePanel
{
    private const long ShortOfSpaceBytes = 5_000_000_000;

    private StorageHealth? _storage;

    [Inject] public required ReadStorageHealth ReadStorage { get; init; }

    [Inject] public required StoreFigures Figures { get; init; }

    private bool IsShort => _storage?.FreeBytes < ShortOfSpaceBytes;

    protected override async Task LoadAsync() => _storage = await ReadStorage.ExecuteAsync(Closed);
}
