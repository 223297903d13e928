using StudyPortal.Core.Datasets;

namespace StudyPortal.Web.Features.Datasets;

internal static class DatasetWords
{
    public static string Value(LabelValue value) => value switch
    {
        LabelValue.Positive => "positive",
        LabelValue.Negative => "negative",
        LabelValue.Uncertain => "uncertain",
        _ => "not mentioned",
    };
}
