namespace StudyPortal.Statistics.Agreement;

/// <summary>The declared categories of a rating scale, used or not. A rating off the scale is an error and never a missing one.</summary>
internal sealed class CategoryScale
{
    private readonly Dictionary<double, int> positions = [];

    public CategoryScale(IReadOnlyList<double> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        if (categories.Count == 0) throw new ArgumentException("The scale has no category: expected at least one.", nameof(categories));

        foreach (var category in categories)
        {
            if (!double.IsFinite(category) || !positions.TryAdd(category, positions.Count))
                throw new ArgumentException($"Category {category}: expected finite numbers, each of them once.", nameof(categories));
        }

        Categories = [.. categories];
    }

    public IReadOnlyList<double> Categories { get; }

    public int Count => Categories.Count;

    /// <summary>For every case how many readers chose each category.</summary>
    public int[][] Counts(RatingMatrix ratings)
    {
        var counts = new int[ratings.Rows][];
        for (var row = 0; row < ratings.Rows; row++)
        {
            counts[row] = new int[Count];
            for (var column = 0; column < ratings.Columns; column++)
            {
                if (ratings[row, column] is { } rating) counts[row][Position(rating, $"Rating [{row}, {column}]")]++;
            }
        }

        return counts;
    }

    /// <summary>One reader's ratings as positions on the scale; null stays missing.</summary>
    public int?[] Positions(IReadOnlyList<double?> ratings, string reader)
    {
        var found = new int?[ratings.Count];
        for (var index = 0; index < found.Length; index++)
        {
            if (ratings[index] is { } rating) found[index] = Position(rating, $"Rating {index} of {reader}");
        }

        return found;
    }

    private int Position(double rating, string where) => positions.TryGetValue(rating, out var position)
        ? position
        : throw new ArgumentException($"{where} is {rating}: expected a declared category, one of {string.Join("; ", Categories)}.", nameof(rating));
}
