using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>Every data set.</summary>
public sealed partial class DatasetsPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private IReadOnlyList<DatasetRow>? _datasets;

    [Inject] public required ListDatasets Datasets { get; set; }

    public void Dispose()
    {
        _closed.Cancel();
        _closed.Dispose();
    }

    protected override async Task OnInitializedAsync() => _datasets = await Datasets.ExecuteAsync(_closed.Token);
}
