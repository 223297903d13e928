namespace StudyPortal.Imaging.Display;

/// <summary>One finite value per pixel, row-major, e.g. the gradient of a logit with respect to the gray of the input.</summary>
public sealed class FloatMap
{
    /// <exception cref="ArgumentException">The sizes disagree or a value is not finite.</exception>
    public FloatMap(int width, int height, float[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (values.LongLength != (long)width * height)
            throw new ArgumentException($"{width} x {height} values expected, {values.LongLength} given.", nameof(values));
        if (Array.FindIndex(values, value => !float.IsFinite(value)) is var index and >= 0)
            throw new ArgumentException($"The value at row {index / width}, column {index % width} is {values[index]}; a map holds finite numbers.", nameof(values));
        (Width, Height, Values) = (width, height, values);
    }

    public int Width { get; }

    public int Height { get; }

    public float[] Values { get; }

    /// <summary>
    /// The sum over the channels of a (channel, row, column) array: where one gray image feeds every channel, the sum
    /// of the channel gradients is the gradient with respect to that gray.
    /// </summary>
    public static FloatMap SumOfChannels(int channels, int width, int height, ReadOnlySpan<float> values)
    {
        if (channels < 1 || values.Length != (long)channels * width * height)
            throw new ArgumentException($"{channels} x {height} x {width} values expected, {values.Length} given.", nameof(values));
        var sums = new float[width * height];
        for (var index = 0; index < values.Length; index++)
            sums[index % sums.Length] += values[index];
        return new FloatMap(width, height, sums);
    }
}
