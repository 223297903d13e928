using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Storage;

namespace StudyPortal.Web.Features.Health;

/// <summary>A part of the health page: it reads what it shows when it is opened and again every few seconds, by itself.</summary>
public abstract class RefreshedPanel : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _closed = new();

    [Inject] public required TimeProvider Clock { get; init; }

    protected CancellationToken Closed => _closed.Token;

    protected virtual TimeSpan Every => TimeSpan.FromSeconds(10);

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Why the store could not be read the last time, which is shown in the place of what was read before.</summary>
    protected string? Away { get; private set; }

    protected abstract Task LoadAsync();

    protected override Task OnInitializedAsync() => ReadAsync();

    protected async Task ReadAsync()
    {
        try
        {
            await LoadAsync();
            Away = null;
        }
        catch (Exception failure) when (StorageFailure.Of(failure) is { } store)
        {
            Away = store.Reason;
        }
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender) _ = InvokeAsync(RefreshAsync);
    }

    private async Task RefreshAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(Every, Clock);
            while (await timer.WaitForNextTickAsync(Closed))
            {
                await ReadAsync();
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }
}
