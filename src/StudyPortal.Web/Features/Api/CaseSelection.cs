using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;
using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Api;

/// <summary>Which cases of a data set are asked for.</summary>
internal readonly record struct CaseSelection(
    [property: FromQuery(Name = "split"), Description("Only cases of this split.")] DatasetSplit? Split,
    [property: FromQuery(Name = "label"), Description("Only cases of which this label has the value.")] string? Label,
    [property: FromQuery(Name = "value"), Description("With a label; Positive when left out.")] LabelValue? Value,
    [property: FromQuery(Name = "view"), Description("Only cases of this view; an empty one for those of which the source does not say.")] string? View,
    [property: FromQuery(Name = "modality"), Description("Only cases of this modality, likewise.")] string? Modality,
    [property: FromQuery(Name = "review"), Description("Only cases in this state of the review of their pixels.")] CaseReview? Review,
    [property: FromQuery(Name = "text"), Description("Only cases with this in their pseudonym or origin, or as their number.")] string? Text)
{
    public CaseFilter Filter => new(Split, Label, Label is null ? null : Value ?? LabelValue.Positive, View, Modality, Text, Review);

    public string? Problem(DatasetHead dataset)
    {
        if ((Unknown(Split) ?? Unknown(Value) ?? Unknown(Review)) is { } unknown) return unknown;
        if (Label is null) return Value is null ? null : "value is given without a label.";
        return dataset.Labels.Contains(Label) ? null : $"label is '{Label}'; expected one of {string.Join(", ", dataset.Labels)}.";
    }

    /// <summary>A bare number passes as a name of an enum, even one that none has.</summary>
    private static string? Unknown<T>(T? given) where T : struct, Enum =>
        given is { } value && !Enum.IsDefined(value) ? $"{typeof(T).Name} is '{value}'; expected one of {string.Join(", ", Enum.GetNames<T>())}." : null;
}
