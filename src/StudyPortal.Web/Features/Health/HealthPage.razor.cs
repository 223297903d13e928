using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Jobs;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Features.Health;

public sealed partial class HealthPage : IDisposable
{
    private const long ShortOfSpaceBytes = 5_000_000_000;

    private readonly CancellationTokenSource _closed = new();
    private StorageHealth? _storage;
    private IReadOnlyList<TrainerStatus> _trainers = [];

    [Inject] public required ReadStorageHealth ReadStorage { get; init; }

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
        _trainers = await ReadTrainers.ExecuteAsync(_closed.Token);
        _storage = await ReadStorage.ExecuteAsync(_closed.Token);
    }
}
