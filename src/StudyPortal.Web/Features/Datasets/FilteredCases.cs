using Microsoft.AspNetCore.Components;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

/// <summary>A page that knows from its address which cases of its data set are meant.</summary>
public abstract class FilteredCases : ComponentBase
{
    [Parameter] public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = CaseFilterText.Split)] public string? Split { get; set; }

    [SupplyParameterFromQuery(Name = CaseFilterText.Label)] public string? Label { get; set; }

    [SupplyParameterFromQuery(Name = CaseFilterText.Value)] public string? Value { get; set; }

    [SupplyParameterFromQuery(Name = CaseFilterText.View)] public string? View { get; set; }

    [SupplyParameterFromQuery(Name = CaseFilterText.Modality)] public string? Modality { get; set; }

    [SupplyParameterFromQuery(Name = CaseFilterText.Review)] public string? Review { get; set; }

    [SupplyParameterFromQuery(Name = CaseFilterText.Text)] public string? Text { get; set; }

    protected CaseFilter Filter => CaseFilterText.Read(Split, Label, Value, View, Modality, Review, Text);
}
