namespace StudyPortal.Core.Reports.Files;

/// <summary>How a table is made of things of one kind: the name of each column beside what is in it.</summary>
internal sealed class TableOf<TRow>(string name)
{
    private readonly List<Column> _columns = [];
    private readonly List<Func<TRow, object?>> _cells = [];

    public TableOf<TRow> Text(string column, Func<TRow, string?> cell) => Add(column, ColumnKind.Text, cell);

    public TableOf<TRow> Word<TEnum>(string column, Func<TRow, TEnum?> cell) where TEnum : struct, Enum =>
        Add(column, ColumnKind.Text, row => cell(row)?.ToString());

    public TableOf<TRow> Whole(string column, Func<TRow, int?> cell) => Add(column, ColumnKind.Whole, row => cell(row));

    public TableOf<TRow> Number(string column, Func<TRow, double?> cell) => Add(column, ColumnKind.Number, row => cell(row));

    public TableOf<TRow> YesNo(string column, Func<TRow, bool?> cell) => Add(column, ColumnKind.YesNo, row => cell(row));

    public TableOf<TRow> Time(string column, Func<TRow, DateTime?> cell) => Add(column, ColumnKind.Time, row => cell(row));

    public Table With(IEnumerable<TRow> rows) => new(name, _columns, [.. rows.Select(row => _cells.Select(cell => cell(row)).ToArray())]);

    private TableOf<TRow> Add(string column, ColumnKind kind, Func<TRow, object?> cell)
    {
        _columns.Add(new Column(column, kind));
        _cells.Add(cell);
        return this;
    }
}
