namespace StudyPortal.Core.Reports.Files;

/// <summary>What the cells of a column are; any of them may be missing.</summary>
internal enum ColumnKind
{
    Text,
    Whole,
    Number,
    YesNo,

    /// <summary>UTC.</summary>
    Time,
}
