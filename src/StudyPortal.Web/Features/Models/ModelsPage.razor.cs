using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Models;

namespace StudyPortal.Web.Features.Models;

public sealed partial class ModelsPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<ModelRow>? _models;

    [Inject] public required ListModels ListModels { get; set; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync() => _models = await ListModels.ExecuteAsync(_closed.Token);
}
