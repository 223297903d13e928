using System.Numerics;

namespace StudyPortal.Imaging.Tests.Dicom.Codecs;

/// <summary>
/// Writes lossless JPEG (T.81, annex H) with any predictor, point transform and restart interval, which no sample file has.
/// Its one Huffman table gives every size of a difference a code of five bits.
/// </summary>
internal sealed class LosslessJpeg(int rows, int columns, int components, int precision)
{
    private const int Sizes = 17, CodeBits = 5;

    private readonly List<byte> _bytes = [];
    private ulong _bits;
    private int _count;

    public int Predictor { get; init; } = 1;

    public int PointTransform { get; init; }

    /// <summary>0: no restart markers.</summary>
    public int RowsPerRestart { get; init; }

    /// <summary>Each component in a scan of its own.</summary>
    public bool InScansOfTheirOwn { get; init; }

    private IEnumerable<int> All => Enumerable.Range(0, components);

    /// <param name="samples">Interleaved by pixel.</param>
    public byte[] Encode(int[] samples)
    {
        Marker(0xD8);
        Segment(0xC3, [(byte)precision, .. Two(rows), .. Two(columns), (byte)components, .. All.SelectMany(id => (byte[])[(byte)id, 0x11, 0])]);
        Segment(0xC4, [0, 0, 0, 0, 0, Sizes, .. new byte[11], .. Enumerable.Range(0, Sizes).Select(size => (byte)size)]);
        Segment(0xDD, Two(RowsPerRestart * columns));
        foreach (var scan in InScansOfTheirOwn ? All.Select(id => (int[])[id]) : [[.. All]])
        {
            Segment(0xDA, [(byte)scan.Length, .. scan.SelectMany(id => (byte[])[(byte)id, 0]), (byte)Predictor, 0, (byte)PointTransform]);
            for (var row = 0; row < rows; row++)
                EncodeRow(samples, scan, row);
            Flush();
        }
        Marker(0xD9);
        return [.. _bytes];
    }

    private void EncodeRow(int[] samples, int[] scan, int row)
    {
        var begins = row == 0 || (RowsPerRestart > 0 && row % RowsPerRestart == 0);
        if (begins && row > 0)
        {
            Flush();
            Marker((byte)(0xD0 + (row / RowsPerRestart - 1) % 8));
        }
        for (var column = 0; column < columns; column++)
            foreach (var id in scan)
                Put((short)(Sample(row, column, id) - Prediction(column, id)));

        int Sample(int y, int x, int id) => samples[(y * columns + x) * components + id] >> PointTransform;

        int Prediction(int x, int id) => (x, begins) switch
        {
            (0, true) => 1 << (precision - PointTransform - 1),
            (0, _) => Sample(row - 1, 0, id),
            (_, true) => Sample(row, x - 1, id),
            _ => Predicted(Sample(row, x - 1, id), Sample(row - 1, x, id), Sample(row - 1, x - 1, id)),
        };
    }

    /// <summary>Table H.1.</summary>
    private int Predicted(int a, int b, int c) => Predictor switch
    {
        1 => a,
        2 => b,
        3 => c,
        4 => a + b - c,
        5 => a + ((b - c) >> 1),
        6 => b + ((a - c) >> 1),
        _ => (a + b) >> 1,
    };

    private void Put(short difference)
    {
        if (difference == short.MinValue)
        {
            Put(16, CodeBits);
            return;
        }
        var size = 32 - BitOperations.LeadingZeroCount((uint)Math.Abs((int)difference));
        Put(size, CodeBits);
        Put(difference >= 0 ? difference : difference + (1 << size) - 1, size);
    }

    private void Put(int value, int count)
    {
        _bits = _bits << count | (uint)value;
        for (_count += count; _count >= 8; _count -= 8)
            Stuffed((byte)(_bits >> (_count - 8)));
    }

    private void Flush()
    {
        if (_count > 0)
            Put((1 << (8 - _count)) - 1, 8 - _count);
    }

    private void Stuffed(byte value) => _bytes.AddRange(value == 0xFF ? [0xFF, 0] : [value]);

    private void Marker(byte marker) => _bytes.AddRange([0xFF, marker]);

    private void Segment(byte marker, byte[] content) => _bytes.AddRange([0xFF, marker, .. Two(content.Length + 2), .. content]);

    private static byte[] Two(int number) => [(byte)(number >> 8), (byte)number];
}
