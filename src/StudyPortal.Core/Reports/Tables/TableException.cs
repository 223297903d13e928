namespace StudyPortal.Core.Reports.Tables;

/// <summary>A table that cannot be analysed: which file, which line, which column, what was found and what was expected.</summary>
public sealed class TableException : Exception
{
    internal TableException(string file, string problem) : base($"{file} {problem}")
    {
    }

    internal TableException(string file, int line, string problem) : base(FormattableString.Invariant($"{file}, line {line}: {problem}"))
    {
    }

    internal TableException(string file, int line, string column, string problem)
        : base(FormattableString.Invariant($"{file}, line {line}, column {column}: {problem}"))
    {
    }
}
